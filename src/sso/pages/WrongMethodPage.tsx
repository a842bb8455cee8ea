import { messagesFor } from '../../web';
import { RefusalPage } from './RefusalPage';
import type { RefusalProps } from './RefusalPage';

/** 405, code 5: somebody opened the ACS in a browser. Says so, and leads to where a sign-in begins. */
export function WrongMethodPage(props: Omit<RefusalProps, 'code' | 'reference'>) {
  const remark = messagesFor(props.language).refusal.wrongMethod;
  return <RefusalPage {...props} code={5} reference={null} remark={remark} />;
}
