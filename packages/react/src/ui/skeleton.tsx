/** A quiet block where something will stand. */
export function Skeleton({ className }: { readonly className: string }) {
  return <span aria-hidden className={`block animate-shimmer rounded-md bg-sunken ${className}`} />;
}
