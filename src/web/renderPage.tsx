import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { chooseLanguage } from './messages';
import type { Language } from './messages';

/** The page as HTML text, with its doctype. All text and attributes are escaped by Preact. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${render(page)}`;
}

/** Answers with a page; nothing between us and the browser may keep it. */
export function sendPage(res: Response, status: number, page: VNode): void {
  res.status(status).set('Cache-Control', 'no-store').type('html').send(renderPage(page));
}

/** The language for a request: the account's own, else what the browser asks for. */
export function languageOf(req: Request, accountLanguage?: string | null): Language {
  return chooseLanguage(req.get('accept-language'), accountLanguage);
}

/** True when the client would rather read `application/problem+json` than a page; browsers and `*` get the page. */
export function prefersProblem(req: Request): boolean {
  return req.accepts(['html', 'application/problem+json', 'json']) !== 'html' && req.get('accept') !== undefined;
}
