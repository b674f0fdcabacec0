import { Badge, Button, Group, Paper, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import type { Problem } from '@/lib/api/client'
import { CallFields } from './call-fields'
import { ChangeFields } from './change-fields'
import classes from './editor.module.css'
import { timingErrors } from './field-errors'
import { OnlyIfField } from './only-if-field'
import { AttachPdfField } from './pdf-field'
import { RecipientFields } from './recipient-fields'
import type { DraftStep, StepFields } from './state/draft'
import { LatenessField, PurposeField } from './step-limits'
import { TemplateFields } from './template-fields'
import { TimingFields } from './timing-fields'

export interface StepEditorProps {
  step: DraftStep
  position: number
  /** The number of the step that comes before, 0 for the entry. */
  after: number
  /** The number of the nearest earlier step that makes a PDF, 0 for none. */
  pdfStep: number
  product: string
  /** Undefined while they are being read. */
  templates: api.TemplateRow[] | undefined
  check: api.StepCheck | undefined
  problems: Problem[]
  unsaved: boolean
  readOnly: boolean
  saving: boolean
  onChange: (patch: Partial<StepFields>) => void
  onSave: () => void
}

/** The panel that edits the chosen step: what, when, to whom, and when not. */
export function StepEditor(p: StepEditorProps) {
  const { t } = useTranslation()
  const { step, readOnly } = p
  const client = step.kind === 'email_client' || step.kind === 'sms_client'
  const people = client || step.kind === 'email_user' || step.kind === 'task_user'
  return (
    <Paper
      component="section"
      className={classes.panel}
      aria-label={t('builder.editor.title', { position: p.position })}
    >
      <Group gap={8} wrap="nowrap" className={classes.head} data-head>
        <KindIcon kind={step.kind} />
        <Title order={2} size="h3" className={classes.title}>
          {t('builder.editor.title', { position: p.position })}
        </Title>
        <Text size="sm" c="dimmed" className="clip" title={t(`kind.${step.kind}`)}>
          {t(`kind.${step.kind}`)}
        </Text>
        {step.disabled && (
          <Badge variant="light" color="gray" ml="auto">
            {t('builder.step.disabled')}
          </Badge>
        )}
      </Group>
      <div className={classes.fields} tabIndex={readOnly ? 0 : -1}>
        <Part>
          <TemplateFields {...p} />
          {step.kind === 'change_card' && (
            <ChangeFields
              change={step.change}
              problems={p.problems}
              readOnly={readOnly}
              onChange={(change) => p.onChange({ change })}
            />
          )}
          {step.kind === 'webhook' && (
            <CallFields
              call={step.call}
              problems={p.problems}
              readOnly={readOnly}
              onChange={(call) => p.onChange({ call })}
            />
          )}
          <AttachPdfField {...p} />
        </Part>
        <Part title={t('builder.editor.when')}>
          <TimingFields
            time={step}
            onChange={p.onChange}
            after={p.after}
            readOnly={readOnly}
            errors={timingErrors(p.problems)}
          />
        </Part>
        {people && (
          <Part title={t('builder.editor.who')}>
            <RecipientFields {...p} />
            {client && <PurposeField {...p} />}
          </Part>
        )}
        <Part title={t('builder.editor.unless')}>
          <OnlyIfField {...p} />
          <LatenessField {...p} />
        </Part>
      </div>
      {!readOnly && (
        <div className={classes.foot}>
          <Text size="xs" className={classes.mark} data-unsaved={p.unsaved || undefined}>
            {t(p.unsaved ? 'builder.step.unsaved' : 'builder.step.saved')}
          </Text>
          <Button variant="default" onClick={p.onSave} disabled={!p.unsaved} loading={p.saving}>
            {t('builder.editor.save')}
          </Button>
        </div>
      )}
    </Paper>
  )
}

function Part({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div className={classes.part}>
      {title && <h3>{title}</h3>}
      {children}
    </div>
  )
}
