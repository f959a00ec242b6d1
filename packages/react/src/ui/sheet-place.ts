import { createContext, type RefObject, useContext } from 'react';

interface SheetPlace {
  /** The element that sheets are put into; the page's body unless given. */
  readonly container?: HTMLElement | null;
  /** Takes the focus when what opened the sheet is gone. */
  readonly home: RefObject<HTMLElement | null>;
}

const SheetPlaceContext = createContext<SheetPlace>({ home: { current: null } });

/** Says where sheets stand in the page. Apart from the sheet, whose script is loaded after a press. */
export const SheetPlaceProvider = SheetPlaceContext;

export function useSheetPlace(): SheetPlace {
  return useContext(SheetPlaceContext);
}
