import type { AtRule, Container, PluginCreator, Rule } from 'postcss';

/** Twice, so that what stands here counts for more than what a page usually says of its elements and classes. */
const scope = '.rollcall.rollcall';

/**
 * Puts every rule below the element that our components stand in, so that nothing of the page around them changes; and takes
 * the rules out of their layers, because whatever stands in none, as most of a page's rules do, beats them all.
 */
export const scopeStyles: PluginCreator<void> = () => ({
  postcssPlugin: 'rollcall-scope-styles',
  OnceExit(root) {
    root.walkAtRules('layer', (layer) => void unwrap(layer));
    root.walkRules((rule) => {
      if (!isKeyframe(rule)) rule.selectors = [...new Set(rule.selectors.map(scoped))];
    });
  },
});
scopeStyles.postcss = true;

function unwrap(layer: AtRule): void {
  if (layer.nodes === undefined) layer.remove();
  else layer.replaceWith(layer.nodes);
}

function isKeyframe({ parent }: Rule): boolean {
  const { type, name } = parent as Container & Partial<AtRule>;
  return type === 'atrule' && name?.endsWith('keyframes') === true;
}

/** The page itself is spoken of only to hold it still while one of our sheets is open. */
function scoped(selector: string): string {
  if (selector.startsWith('html:has(')) return selector.replace('has(', 'has(.rollcall ');
  const [whole = '', rest = ''] = /^(?::root|:host|html)(.*)$/.exec(selector) ?? [];
  return whole === '' ? `${scope} ${selector}` : scope + rest;
}
