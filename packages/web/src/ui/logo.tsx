/** A list that is called out, and one who answers. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-7 shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8 10.5h9M8 16h6M8 21.5h9"
        className="fill-none stroke-on-accent"
        strokeOpacity=".62"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <path
        d="m17.6 16 2.6 2.7 4.6-5.4"
        className="fill-none stroke-on-accent"
        strokeWidth="2.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
