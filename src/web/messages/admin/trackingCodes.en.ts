/** Tracking codes and their lists. */
export const trackingCodes = {
  title: 'Tracking Codes',
};
