import { ActionIcon, Drawer, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconMenu2 } from '@tabler/icons-react'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Announcer } from '@/components/ui/announce'
import { FindButton } from '@/features/find/find-button'
import { FindHost } from '@/features/find/find-host'
import { StandstillBanner } from '@/features/standstill/standstill-banner'
import { ReminderBell } from '@/features/tasks/reminder-bell'
import { ReminderWatch } from '@/features/tasks/reminder-watch'
import { useParam } from '@/lib/routing/use-view'
import { useWorkspace } from '@/lib/workspace/workspace'
import { DrawerHost } from '../drawers'
import { rememberProduct } from './last-product'
import { MainMenu } from './main-menu'
import classes from './shell.module.css'
import { StatusLine } from './status-line'
import { useShellKeys } from './use-shell-keys'

/** The frame of every screen: menu on the left, content, status line at the bottom. */
export function Shell() {
  const { t } = useTranslation()
  const [small, setSmall] = useLocalStorage({ key: 'menu-small', defaultValue: false })
  const [open, setOpen] = useState(false)
  const path = useLocation({ select: (l) => l.pathname })
  const { workspace } = useWorkspace()
  const product = useParam('product')
  useEffect(() => {
    if (product) rememberProduct(product)
  }, [product])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the address changes
  useEffect(() => setOpen(false), [path])
  return (
    <DrawerHost>
      <FindHost>
        <div className={classes.shell}>
          <button type="button" className={classes.skip} onClick={toMain}>
            {t('shell.skip')}
          </button>
          <aside className={classes.menu} data-small={small || undefined}>
            <MainMenu small={small} onSmall={() => setSmall(!small)} />
          </aside>
          <header className={classes.bar}>
            <ActionIcon aria-label={t('shell.open_menu')} onClick={() => setOpen(true)} size="lg">
              <IconMenu2 size={20} />
            </ActionIcon>
            <Text fw={600} className="clip">
              {workspace.name}
            </Text>
            <span className={classes.tools}>
              <FindButton small />
              <ReminderBell />
            </span>
          </header>
          <div className={classes.content}>
            <StandstillBanner />
            <main id="main" className={classes.main} tabIndex={-1}>
              <Outlet />
            </main>
          </div>
          <footer className={classes.status}>
            <StatusLine />
          </footer>
        </div>
        <Drawer.Root opened={open} onClose={() => setOpen(false)} size={264} padding={0}>
          <Drawer.Overlay />
          <Drawer.Content aria-label={t('shell.menu')}>
            <div className={classes.drawer}>
              <MainMenu small={false} />
            </div>
          </Drawer.Content>
        </Drawer.Root>
        <Announcer />
        <ShellKeys />
        <ReminderWatch />
      </FindHost>
    </DrawerHost>
  )
}

// Inside the drawer host, whose drawers it opens.
function ShellKeys() {
  useShellKeys()
  return null
}

function toMain() {
  document.getElementById('main')?.focus()
}
