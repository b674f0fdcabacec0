import {
  Button,
  Group,
  NumberInput,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import type { Problem } from '@/lib/api/client'
import { errorOf, timingErrors } from './field-errors'
import { PersonField } from './people-fields'
import { fieldLook } from './read-only'
import type { DraftStep, StepFields } from './state/draft'
import { afterWords } from './step-gap'
import { TemplateFields } from './template-fields'
import { TimingFields } from './timing-fields'

export interface StepEditorProps {
  step: DraftStep
  position: number
  product: string
  /** Undefined while they are being read. */
  templates: api.TemplateRow[] | undefined
  problems: Problem[]
  unsaved: boolean
  readOnly: boolean
  saving: boolean
  onChange: (patch: Partial<StepFields>) => void
  onSave: () => void
}

/** The panel that edits the chosen step. */
export function StepEditor(p: StepEditorProps) {
  const { t } = useTranslation()
  const { step, readOnly } = p
  const client = step.kind === 'email_client' || step.kind === 'sms_client'
  const email = step.kind === 'email_client' || step.kind === 'email_user'
  return (
    <Paper
      component="section"
      p="sm"
      aria-label={t('builder.editor.title', { position: p.position })}
    >
      <Group gap={8} mb="sm" wrap="nowrap">
        <KindIcon kind={step.kind} />
        <Title order={2} size="h3" className="clip">
          {t('builder.editor.title', { position: p.position })}
        </Title>
        <Text size="sm" c="dimmed" className="clip">
          {t(`kind.${step.kind}`)}
        </Text>
      </Group>
      <Stack gap="sm">
        <TemplateFields {...p} />
        <TimingFields
          timing={step.timing}
          onChange={(timing) => p.onChange({ timing })}
          after={afterWords(t, p.position)}
          readOnly={readOnly}
          errors={timingErrors(p.problems)}
        />
        {!client && (
          <PersonField
            label={
              step.kind === 'task_user' ? t('builder.field.assignee') : t('builder.field.recipient')
            }
            none={t('builder.field.owner')}
            value={step.assignee}
            onChange={(assignee) => p.onChange({ assignee })}
            readOnly={readOnly}
            error={errorOf(p.problems, 'assignee')}
          />
        )}
        {email && (
          <PersonField
            label={t('builder.field.sender')}
            none={t('builder.field.workspace')}
            value={step.sender}
            onChange={(sender) => p.onChange({ sender })}
            readOnly={readOnly}
            error={errorOf(p.problems, 'sender')}
          />
        )}
        {client && <PurposeField {...p} />}
        <LatenessField {...p} />
        {!readOnly && (
          <Group justify="flex-end">
            <Button variant="default" onClick={p.onSave} disabled={!p.unsaved} loading={p.saving}>
              {t('builder.editor.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

function PurposeField({ step, readOnly, onChange }: StepEditorProps) {
  const { t } = useTranslation()
  return (
    <div>
      <Text component="label" size="sm" fw={500} id="purpose-label">
        {t('builder.field.purpose')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby="purpose-label"
        data={[
          { value: 'marketing', label: t('builder.purpose.marketing') },
          { value: 'service', label: t('builder.purpose.service') },
        ]}
        value={step.purpose}
        onChange={(purpose) => onChange({ purpose: purpose as StepFields['purpose'] })}
        readOnly={readOnly}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t(`builder.purpose.${step.purpose}_help`)}
      </Text>
    </div>
  )
}

function LatenessField({ step, readOnly, onChange, problems }: StepEditorProps) {
  const { t } = useTranslation()
  return (
    <NumberInput
      label={t('builder.field.lateness')}
      description={t('builder.field.lateness_help')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={t('builder.field.lateness_usual')}
      suffix={` ${t('builder.field.lateness_suffix')}`}
      min={1}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={step.lateness || ''}
      onChange={(hours) => onChange({ lateness: typeof hours === 'number' ? hours : 0 })}
      {...fieldLook(readOnly)}
      error={errorOf(problems, 'lateness')}
    />
  )
}
