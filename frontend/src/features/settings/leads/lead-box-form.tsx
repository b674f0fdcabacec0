import { Stack, Switch, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { BoxReach } from './box-reach'
import type { LeadBoxDraft } from './draft'
import { LabelRules } from './label-rules'
import classes from './leads.module.css'
import { RouteFields } from './route-fields'
import { CountFields, ReadFields } from './rules-fields'

interface LeadBoxFormProps {
  draft: LeadBoxDraft
  accounts: crm.Account[]
  problems: Problem[]
  change: (part: Partial<LeadBoxDraft>) => void
}

/** The form of a mailbox whose mails become cards, in the order in which a mail goes through it. */
export function LeadBoxForm({ draft, accounts, problems, change }: LeadBoxFormProps) {
  const { t } = useTranslation()
  const rules = {
    rules: draft.rules,
    product: draft.route.product,
    problems,
    change: (part: Partial<crm.LeadRules>) => change({ rules: { ...draft.rules, ...part } }),
  }
  return (
    <Stack gap="sm">
      <TextInput
        label={t('incoming.name')}
        placeholder={t('incoming.name_like')}
        required
        value={draft.name}
        onChange={(e) => change({ name: e.currentTarget.value })}
        error={fieldError(problems, 'name')}
      />
      <Switch
        label={t('incoming.box_on')}
        description={t('incoming.box_on_help')}
        checked={draft.active}
        onChange={(e) => change({ active: e.currentTarget.checked })}
      />
      <h3 className={classes.head}>{t('incoming.head_box')}</h3>
      <BoxReach {...{ draft, change, problems, accounts }} />
      <h3 className={classes.head}>{t('incoming.head_count')}</h3>
      <CountFields {...rules} />
      <h3 className={classes.head}>{t('incoming.head_read')}</h3>
      <ReadFields {...rules} />
      <h3 className={classes.head}>{t('incoming.head_labels')}</h3>
      <LabelRules {...rules} />
      <h3 className={classes.head}>{t('incoming.head_route')}</h3>
      <RouteFields
        route={draft.route}
        problems={problems}
        change={(part) => change({ route: { ...draft.route, ...part } })}
      />
    </Stack>
  )
}
