const style = `
  :root { color-scheme: light dark }
  body { font: 16px/1.5 Georgia, serif; max-width: 34rem; margin: 8vh auto; padding: 0 1rem }
  .bar { display: flex; gap: .5rem }
  label { display: block; margin: .75rem 0 }
  input, button { font: inherit; padding: .4rem .6rem }
  input { width: 100%; box-sizing: border-box }
  li { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .6rem 0; list-style: none }
  ul { padding: 0 }
  [role=alert] { color: #b3261e }`;

export function signInPage(problem: string | null): string {
  return page(`
    <h1>Noticeboard</h1>
    ${problem === null ? '' : `<p role="alert">${escaped(problem)}</p>`}
    <form method="post" action="/sign-in">
      <label>Name <input name="login" autocomplete="username" required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button>Sign in</button>
    </form>
    <p><small>maja, “a bell under the ice”, or nils, “a goat on the roof”.</small></p>`);
}

export function boardPage(
  name: string,
  notices: readonly { readonly author: string; readonly text: string }[],
): string {
  const items = notices.map(({ author, text }) => `<li><b>${escaped(author)}</b> ${escaped(text)}</li>`).join('');
  return page(`
    <h1>Noticeboard</h1>
    <p>Hello, ${escaped(name)}.</p>
    <form class="bar" method="post" action="/notices">
      <input name="text" aria-label="Notice" maxlength="200" required><button>Pin</button>
    </form>
    <ul>${items}</ul>
    <div class="bar">
      <form method="post" action="/devices"><button>Your devices</button></form>
      <form method="post" action="/sign-out"><button>Sign out</button></form>
    </div>`);
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Noticeboard</title><style>${style}</style><main>${body}</main></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
