import {
  IconBuilding,
  IconDatabase,
  IconDeviceDesktop,
  IconEyeCheck,
  IconHistory,
  IconInbox,
  IconKey,
  IconMailDown,
  IconPackage,
  IconPlugConnected,
  IconSend,
  IconTransferIn,
  IconUsers,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { inWindow } from '@/lib/api/in-window'
import { paths } from '@/lib/routing/paths'
import { useParam } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { AskAdmin } from './ask-admin'
import { BackupsSection } from './backups/backups-section'
import { CallsSection } from './calls/calls-section'
import { ChangesSection } from './changes/changes-section'
import { ComputerSection } from './computer/computer-section'
import { IncomingSection } from './incoming/incoming-section'
import { LeadsSection } from './leads/leads-section'
import { OpensSection } from './opens/opens-section'
import { PeopleSection } from './people/people-section'
import { ProductsSection } from './products/products-section'
import { PublicSection } from './public/public-section'
import { SendingSection } from './sending-section'
import classes from './settings.module.css'
import { SignInSection } from './sign-in/sign-in-section'
import { TokensSection } from './tokens/tokens-section'
import { WebhooksSection } from './webhooks/webhooks-section'
import { WorkspaceSection } from './workspace-section'

const sections: Record<string, [typeof IconKey, ComponentType]> = {
  workspace: [IconBuilding, WorkspaceSection],
  sending: [IconSend, SendingSection],
  incoming: [IconInbox, IncomingSection],
  public: [IconWorld, PublicSection],
  opens: [IconEyeCheck, OpensSection],
  leads: [IconMailDown, LeadsSection],
  people: [IconUsers, PeopleSection],
  products: [IconPackage, ProductsSection],
  backups: [IconDatabase, BackupsSection],
  ...(inWindow() && { computer: [IconDeviceDesktop, ComputerSection] as const }),
  server: [IconKey, SignInSection],
  tokens: [IconPlugConnected, TokensSection],
  webhooks: [IconWebhook, WebhooksSection],
  calls: [IconTransferIn, CallsSection],
  changes: [IconHistory, ChangesSection],
}

/** What everybody sees, because it is about themselves. */
const own = ['server', 'tokens']

/** The settings: the business, sending, people, products. */
export function SettingsPage() {
  const { t } = useTranslation()
  const param = useParam('section')
  const admin = useIsAdmin()
  const shown = Object.entries(sections).filter(([section]) => admin || own.includes(section))
  const here = param in sections ? param : 'workspace'
  const Body = sections[here]?.[1] ?? WorkspaceSection
  return (
    <Page
      title={t('settings.title')}
      toolbar={
        <nav aria-label={t('settings.title')} className={classes.tabs}>
          {shown.map(([section, [Picture]]) => (
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
      <div className={classes.fieldset}>
        {admin || own.includes(here) ? <Body /> : <AskAdmin />}
      </div>
    </Page>
  )
}
