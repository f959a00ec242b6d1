import { useLiveInventory, useMe } from '@rollcall/client/react';
import { type ReactNode, type Ref, type RefObject, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Announcer } from '../components/shell/announcer.tsx';
import { MistakeBoundary } from '../components/shell/mistake-boundary.tsx';
import { Viewer } from '../language/viewer.tsx';
import { SheetPlaceProvider } from '../ui/sheet-place.ts';
import { useSetting } from './setting.ts';
import { SignedOut } from './signed-out.tsx';
import { useSignedOut } from './use-signed-out.ts';

interface RootProps {
  readonly children: ReactNode;
}

/** What stands around each of our components in somebody else's page: its look reaches no further than this element. */
export function Root({ children }: RootProps) {
  const { language, isSpoken, colorScheme } = useSetting();
  const home = useRef<HTMLDivElement>(null);
  return (
    <div ref={home} className="rollcall" lang={language} data-color-scheme={colorScheme} tabIndex={-1}>
      {isSpoken ? <Spoken home={home}>{children}</Spoken> : null}
    </div>
  );
}

function Spoken({ home, children }: RootProps & { readonly home: RefObject<HTMLElement | null> }) {
  const [sheets, setSheets] = useState<HTMLElement | null>(null);
  const place = useMemo(() => ({ container: sheets, home }), [sheets, home]);
  const { isOut, lookAgain } = useSignedOut();
  return (
    <SheetPlaceProvider value={place}>
      <MistakeBoundary>
        {isOut ? <SignedOut onLookAgain={lookAgain} /> : <SignedIn>{children}</SignedIn>}
      </MistakeBoundary>
      <PlaceOfSheets ref={setSheets} />
    </SheetPlaceProvider>
  );
}

function SignedIn({ children }: RootProps) {
  const { timeZone } = useSetting();
  const account = useMe().data?.account;
  useLiveInventory();
  return (
    <Viewer timeZone={timeZone ?? account?.timeZone ?? null}>
      <Announcer>{children}</Announcer>
    </Viewer>
  );
}

/** An ancestor that is transformed or cut off would catch what is fixed to the screen: then the application names a better place. */
function PlaceOfSheets({ ref }: { readonly ref: Ref<HTMLDivElement> }) {
  const { language, colorScheme, portalContainer } = useSetting();
  if (portalContainer === null) return <div ref={ref} />;
  const place = <div ref={ref} className="rollcall" lang={language} data-color-scheme={colorScheme} />;
  return createPortal(place, portalContainer);
}
