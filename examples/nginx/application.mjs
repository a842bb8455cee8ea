// An application that knows nothing of SAML: it greets whom the proxy names. Run it: node examples/nginx/application.mjs
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 9000);
const names = ['user', 'email', 'groups', 'site', 'token'];

createServer((request, response) => {
  const read = (name) => request.headers[`x-auth-request-${name}`];
  // User, e-mail and groups are percent-encoded, so that every name fits into a header; groups are separated by commas.
  const person = {
    user: decodeURIComponent(read('user') ?? ''),
    email: decodeURIComponent(read('email') ?? ''),
    groups: (read('groups') ?? '').split(',').filter(Boolean).map(decodeURIComponent),
    site: read('site') ?? '',
    hasToken: Boolean(read('token')),
  };
  const headers = Object.keys(request.headers).filter((name) =>
    names.some((each) => name === `x-auth-request-${each}`),
  );
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ path: request.url, person, headers, cookie: request.headers.cookie ?? '' }));
}).listen(port, '127.0.0.1', () => console.log(`The application listens on port ${port}`));
