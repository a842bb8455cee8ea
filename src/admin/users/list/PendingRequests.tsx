import { messagesFor, Moment, type Language } from '../../../web';
import type { ListedAccount } from './listAccounts';

interface RequestsProps {
  readonly language: Language;
  /** The address of the list, without a query. */
  readonly listHref: string;
  /** The query of the list, to come back to it. */
  readonly back: string;
  readonly pending: readonly ListedAccount[];
  readonly hasMore: boolean;
}

/** Who waits for approval, on top of the list, with Accept and Reject. Nobody: nothing. */
export function PendingRequests({ language, listHref, back, pending, hasMore }: RequestsProps) {
  if (pending.length === 0) return null;
  const { list, requests } = messagesFor(language).admin.users;
  return (
    <section class="card stack" aria-labelledby="requests">
      <h2 id="requests">{requests.heading}</h2>
      <form method="post" action={`${listHref}/requests`} class="stack">
        <input type="hidden" name="back" value={back} />
        <div class="scroll" role="region" aria-labelledby="requests-caption" tabindex={0}>
          <table>
            <caption id="requests-caption">{requests.text}</caption>
            <thead>
              <tr>
                <td></td>
                <th scope="col">{list.username}</th>
                <th scope="col">{list.name}</th>
                <th scope="col">{list.email}</th>
                <th scope="col">{requests.asked}</th>
              </tr>
            </thead>
            <tbody>
              {pending.map((account) => (
                <tr key={account.id}>
                  <td>
                    <input
                      type="checkbox"
                      name="request"
                      value={`${account.id}:${account.version}`}
                      aria-label={requests.select(account.username)}
                    />
                  </td>
                  <th scope="row">
                    <a href={`${listHref}/${account.id}`}>{account.username}</a>
                  </th>
                  <td>{account.displayName ?? ''}</td>
                  <td>{account.email ?? ''}</td>
                  <td>
                    <Moment value={account.createdAt} language={language} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div class="row">
          <button type="submit" class="button" name="decision" value="accept">
            {requests.accept}
          </button>
          <button type="submit" class="button quiet" name="decision" value="reject">
            {requests.reject}
          </button>
          {hasMore && <a href={`${listHref}?status=pending`}>{requests.all}</a>}
        </div>
      </form>
    </section>
  );
}
