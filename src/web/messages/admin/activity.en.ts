/** The activity log. */
export const activity = {
  title: 'Activity log',
};
