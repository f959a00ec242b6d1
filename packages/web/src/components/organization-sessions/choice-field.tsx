import { SelectField } from '@rollcall/react/ui/select-field.tsx';

interface ChoiceFieldProps<Word extends string> {
  readonly label: string;
  readonly word: Word;
  readonly words: readonly Word[];
  readonly say: (word: Word) => string;
  readonly onChoose: (word: Word) => void;
}

/** One of a few words. */
export function ChoiceField<Word extends string>({ label, word, words, say, onChoose }: ChoiceFieldProps<Word>) {
  const choose = (value: string) => {
    const chosen = words.find((one) => one === value);
    if (chosen !== undefined) onChoose(chosen);
  };
  return (
    <SelectField label={label} value={word} onChange={({ target }) => choose(target.value)}>
      {words.map((one) => (
        <option key={one} value={one}>
          {say(one)}
        </option>
      ))}
    </SelectField>
  );
}
