import { Button, Skeleton, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useTemplates } from './api'
import type { StepProps } from './filter-step'
import type { WizardSlots } from './slots'
import type { StepKind, WizardStep } from './state/draft'
import { found } from './state/found'
import classes from './wizard.module.css'
import { WizardEnd } from './wizard-end'

interface TemplateStepProps extends StepProps {
  at: (step: WizardStep) => void
  slots: WizardSlots
}

const templateKind: Record<StepKind, api.TemplateRow['template']['kind'] | ''> = {
  email_client: 'email',
  sms_client: 'sms',
  email_user: 'email',
  task_user: 'task',
  pdf: 'pdf',
  change_card: '',
  webhook: '',
}

/** With which text: a template is picked and looked at, or made here; a card change says what it changes. */
export function TemplateStep(p: TemplateStepProps) {
  const { t } = useTranslation()
  const { draft, tell, at, slots } = p
  if (draft.kind === 'change_card' || draft.kind === 'webhook') {
    return (
      <section aria-label={t('wizard.step.template')} className={classes.step}>
        <div className={classes.change}>
          {draft.kind === 'webhook' ? (
            <slots.Call call={draft.call} onChange={(call) => tell({ call })} />
          ) : (
            <slots.Change change={draft.change} onChange={(change) => tell({ change })} />
          )}
        </div>
        <WizardEnd onBack={() => at('action')} onNext={() => tell({ decided: true }, 'name')} />
      </section>
    )
  }
  return <PickTemplate {...p} kind={templateKind[draft.kind || 'email_client'] || 'email'} />
}

function PickTemplate(p: TemplateStepProps & { kind: api.TemplateRow['template']['kind'] }) {
  const { t } = useTranslation()
  const go = useGo()
  const { product, draft, tell, at, slots, kind } = p
  const { data, error, refetch } = useTemplates(product)
  const [search, setSearch] = useState('')
  const mine = (data ?? []).filter((row) => row.template.kind === kind)
  const rows = found(mine, search, (row) => `${row.template.name} ${firstWords(row)}`)
  const chosen = mine.find((row) => row.template.id === draft.template)
  const make = (
    <Button
      variant={mine.length > 0 ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} />}
      onClick={() => go(paths.newAutomationTemplate(product), { kind })}
      autoFocus={data !== undefined && mine.length === 0}
    >
      {t(`wizard.template.new_${kind}`)}
    </Button>
  )
  const onNext = () => tell({ decided: true }, 'name')
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={160} />
  return (
    <section aria-label={t('wizard.step.template')} className={classes.step}>
      <form
        className={classes.bar}
        onSubmit={(event) => {
          event.preventDefault()
          const [first] = rows
          if (first) tell({ template: first.template.id, decided: true }, 'name')
        }}
      >
        {mine.length > 0 ? (
          <TextInput
            aria-label={t('wizard.template.search')}
            placeholder={t('wizard.template.search')}
            leftSection={<IconSearch size={16} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            className={classes.search}
            autoFocus
          />
        ) : (
          <Text className={classes.search}>{t(`wizard.template.none_${kind}`)}</Text>
        )}
        {make}
      </form>
      <div className={classes.pick}>
        <ul className={classes.rows}>
          {rows.map((row) => (
            <li key={row.template.id}>
              <UnstyledButton
                className={classes.row}
                data-chosen={row === chosen || undefined}
                aria-pressed={row === chosen}
                onClick={() => tell({ template: row.template.id, decided: true })}
                onDoubleClick={onNext}
              >
                <b className="clip">{row.template.name}</b>
                <span className={classes.sentence}>{firstWords(row)}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {chosen && (
          <div className={classes.preview}>
            <slots.Preview product={product} template={chosen.template} />
          </div>
        )}
      </div>
      <WizardEnd
        onBack={() => at('action')}
        onNext={onNext}
        {...(!chosen && { next: t('wizard.template.later') })}
      />
    </section>
  )
}

function firstWords({ template: { content } }: api.TemplateRow): string {
  return content.subject || content.body
}
