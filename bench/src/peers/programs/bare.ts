import { listening, type Open, type Program, tokenOf, userOf } from './program.ts';

/** No peer: what node:http itself costs. It answers the id of a user, and whose cookie came it does not look at. */
export const open: Open = async ({ sessions }): Promise<Program> => {
  const id = userOf(0, sessions);
  return {
    cookies: [`session=${tokenOf(0)}`],
    listen: listening((_, response) => {
      response.statusCode = 200;
      response.end(id);
    }),
  };
};
