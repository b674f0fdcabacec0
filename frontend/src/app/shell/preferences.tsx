import { Avatar, Menu, Text, Tooltip, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import {
  IconCheck,
  IconDeviceDesktop,
  IconKey,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { backend } from '@/lib/api/client'
import { inWindow } from '@/lib/api/in-window'
import { signOut } from '@/lib/api/sign-out'
import { type Language, languages, setLanguage } from '@/lib/i18n/setup'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin, useWorkspace } from '@/lib/workspace/workspace'
import classes from './main-menu.module.css'

const schemes = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const

/** Who I am, and how I like to see it: light or dark, and the language. */
export function Preferences({ small }: { small: boolean }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const button = (
    <button type="button" className={classes.me}>
      <Avatar name={me.name} size={28} color="indigo" aria-hidden />
      {!small && (
        <Text span fz="sm" fw={500} className="clip" aria-hidden>
          {me.name}
        </Text>
      )}
      <VisuallyHidden>{t('shell.preferences_of', { name: me.name })}</VisuallyHidden>
    </button>
  )
  return (
    <div className={classes.foot}>
      <Menu position="right-end" width={220}>
        <Menu.Target>
          {small ? (
            <Tooltip label={me.name} position="right">
              {button}
            </Tooltip>
          ) : (
            button
          )}
        </Menu.Target>
        <Menu.Dropdown>
          <SchemeItems />
          <Menu.Divider />
          <LanguageItems />
          <Menu.Divider />
          <SignInItems />
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function SchemeItems() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('shell.appearance')}</Menu.Label>
      {schemes.map(([scheme, Picture]) => (
        <Menu.Item
          key={scheme}
          role="menuitemradio"
          aria-checked={colorScheme === scheme}
          leftSection={<Picture size={16} />}
          rightSection={colorScheme === scheme ? <IconCheck size={14} /> : null}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`shell.scheme.${scheme}`)}
        </Menu.Item>
      ))}
    </>
  )
}

const names: Record<Language, string> = { en: 'English', ro: 'Română', hu: 'Magyar' }

function LanguageItems() {
  const { t, i18n } = useTranslation()
  const { me } = useWorkspace()
  const admin = useIsAdmin()
  const choose = (language: Language) => {
    void setLanguage(language)
    // Notices written for this person follow; that is a setting that only administrators change.
    if (admin && me.language !== language)
      void backend.SaveUser({ ...me, language }).catch(() => {})
  }
  return (
    <>
      <Menu.Label>{t('shell.language')}</Menu.Label>
      {languages.map((language) => (
        <Menu.Item
          key={language}
          lang={language}
          role="menuitemradio"
          aria-checked={i18n.language === language}
          rightSection={i18n.language === language ? <IconCheck size={14} /> : null}
          onClick={() => choose(language)}
        >
          {names[language]}
        </Menu.Item>
      ))}
    </>
  )
}

function SignInItems() {
  const { t } = useTranslation()
  return (
    <>
      <Menu.Item component={Link} to={paths.settings('server')} leftSection={<IconKey size={16} />}>
        {t('login.mine')}
      </Menu.Item>
      {!inWindow() && (
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('login.sign_out')}
        </Menu.Item>
      )}
    </>
  )
}
