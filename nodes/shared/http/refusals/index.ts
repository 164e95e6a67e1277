/**
 * What went wrong, in words: the only room in which the transport writes sentences.
 *
 *   an answer with a status        byStatus     one table, after what the provider's `explain` says
 *   its body                       quote        the service's own code and words, cleaned
 *   an answer that is no data      badAnswers   a page, too much, too deep, broken
 *   no answer                      byNetwork    by networkWords, the table of the network's codes; or there was no token to ask with
 *   a redirect                     redirects    leads nowhere, or leaves what the credential is for
 *   a transfer                     transfers    broke off, stalled, too slow, too long; the time is up
 *
 * Every refusal from here has a code and is clean: the foreign words in it have been through `Shown`.
 */
export { inPieces, tooLarge, tooMuch, notJson, kindOf } from './badAnswers';
export { noAnswer, type NetworkFacts } from './byNetwork';
export { refusalFor, type RefusedFacts } from './byStatus';
export { quoteOf } from './quote';
export { badRedirect, movedAway } from './redirects';
export { brokeOff, stalled, timeIsUp, tooLong, tooSlow } from './transfers';
