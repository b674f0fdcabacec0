import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { useParam } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { AskAdmin } from './ask-admin'
import { SectionMenu } from './section-menu'
import { groups, mayOpen } from './sections'
import classes from './settings.module.css'
import { WorkspaceSection } from './workspace-section'

const bodies = Object.assign({}, ...Object.values(groups)) as (typeof groups)[string]

/** The settings: the business, its messages, who comes from outside, the program. */
export function SettingsPage() {
  const { t } = useTranslation()
  const param = useParam('section')
  const admin = useIsAdmin()
  const here = param in bodies ? param : 'workspace'
  const Body = bodies[here]?.body ?? WorkspaceSection
  return (
    <Page title={t('settings.title')}>
      <div className={classes.sides}>
        <SectionMenu here={here} admin={admin} />
        <div className={classes.fieldset}>{mayOpen(here, admin) ? <Body /> : <AskAdmin />}</div>
      </div>
    </Page>
  )
}
