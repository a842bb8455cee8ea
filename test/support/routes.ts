import type { Express } from 'express';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Every route that is mounted, as `GET /account`; `ALL` for those that take any method. Files of the pages are left out. */
export function routesOf(app: Express): string[] {
  const walk = (stack: readonly Layer[]): string[] =>
    stack.flatMap(({ route, handle }) => {
      if (route === undefined) return walk(handle?.stack ?? []);
      return Object.keys(route.methods).map((method) => `${method.replace('_', '').toUpperCase()} ${route.path}`);
    });
  const { stack } = app.router as unknown as { stack: readonly Layer[] };
  return walk(stack).filter((route) => !route.startsWith('GET /assets/'));
}
