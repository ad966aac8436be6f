// Before the first paint: the chosen theme and language, so that nothing flashes.
{
  const root = document.documentElement
  const theme = localStorage.getItem('rc-theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  root.lang = localStorage.getItem('PARAGLIDE_LOCALE') === 'en' ? 'en' : 'ko'
}
