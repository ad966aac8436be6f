/** Settings with which an appliance takes the emulator at `url` for Garmin's hosts. */
export const garminHosts = (url: string) => ({
  RC_GARMIN_PERSONAL_URL: `${url}/@personal`,
  RC_GARMIN_API_URL: `${url}/@api`,
  RC_GARMIN_SSO_URL: `${url}/@sso`,
  RC_GARMIN_DI_URL: `${url}/@di`,
})
