import { Alert } from '@mantine/core'
import {
  IconBuilding,
  IconDatabase,
  IconDeviceDesktop,
  IconInbox,
  IconLock,
  IconPackage,
  IconSend,
  IconUsers,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { inWindow } from '@/lib/api/in-window'
import { paths } from '@/lib/routing/paths'
import { useParam } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { BackupsSection } from './backups/backups-section'
import { ComputerSection } from './computer/computer-section'
import { IncomingSection } from './incoming/incoming-section'
import { PeopleSection } from './people/people-section'
import { ProductsSection } from './products/products-section'
import { SendingSection } from './sending-section'
import classes from './settings.module.css'
import { WorkspaceSection } from './workspace-section'

const sections: Record<string, [typeof IconLock, ComponentType]> = {
  workspace: [IconBuilding, WorkspaceSection],
  sending: [IconSend, SendingSection],
  incoming: [IconInbox, IncomingSection],
  people: [IconUsers, PeopleSection],
  products: [IconPackage, ProductsSection],
  backups: [IconDatabase, BackupsSection],
  ...(inWindow() && { computer: [IconDeviceDesktop, ComputerSection] as const }),
}

/** The settings: the business, sending, people, products. */
export function SettingsPage() {
  const { t } = useTranslation()
  const param = useParam('section')
  const here = param in sections ? param : 'workspace'
  const admin = useIsAdmin()
  const Body = sections[here]?.[1] ?? WorkspaceSection
  return (
    <Page
      title={t('settings.title')}
      toolbar={
        <nav aria-label={t('settings.title')} className={classes.tabs}>
          {Object.entries(sections).map(([section, [Picture]]) => (
            <Link
              key={section}
              to={paths.settings(section)}
              className={classes.tab}
              aria-current={section === here ? 'page' : undefined}
            >
              <Picture size={16} stroke={1.75} aria-hidden />
              {t(`settings.section.${section}`)}
            </Link>
          ))}
        </nav>
      }
    >
      {!admin && (
        <Alert variant="outline" color="gray" icon={<IconLock size={18} />} mb="md" maw={816}>
          {t('settings.admins_only')}
        </Alert>
      )}
      <fieldset disabled={!admin} className={classes.fieldset}>
        <Body />
      </fieldset>
    </Page>
  )
}
