/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9'

/** Settings for every appliance of a test or a bench: nobody real is ever asked. Who has an emulator names it after these. */
export const noVendors = {
  RC_GARMIN_PERSONAL_URL: NOWHERE,
  RC_GARMIN_API_URL: NOWHERE,
  RC_GARMIN_SSO_URL: NOWHERE,
  RC_GARMIN_DI_URL: NOWHERE,
}
