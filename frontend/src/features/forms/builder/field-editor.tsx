import { Button, CloseButton, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import type { DraftField, FieldParts } from '../state/draft'
import type { Target } from '../targets'
import { HiddenValue } from './hidden-value'
import classes from './side.module.css'

interface FieldEditorProps {
  field: DraftField
  target: Target | undefined
  /** What the page says where no label is typed. */
  usual: string
  /** Of this field, with their paths inside it. */
  problems: Problem[]
  readOnly: boolean
  onChange: (patch: Partial<FieldParts>) => void
  onRemove: () => void
  onClose: () => void
}

/** One field: what the page asks and how, or the value that goes along unseen. */
export function FieldEditor({ field, target, usual, problems, readOnly, ...p }: FieldEditorProps) {
  const { t } = useTranslation()
  const name = target?.name ?? field.source
  return (
    <section className={classes.panel} aria-label={t('form.field.of', { name })}>
      <Group gap={8} wrap="nowrap" justify="space-between" data-head>
        <Title order={2} size="h3" className="clip" title={name}>
          {t('form.field.of', { name })}
        </Title>
        <CloseButton aria-label={t('form.field.close')} onClick={p.onClose} />
      </Group>
      <Stack gap="sm">
        {fieldError(problems, 'source') && (
          <Text size="sm" c="var(--tone-red)" role="alert">
            {fieldError(problems, 'source')}
          </Text>
        )}
        {!field.hidden && (
          <>
            <TextInput
              label={t('form.field.label')}
              description={t('form.field.label_help')}
              placeholder={usual}
              value={field.label}
              onChange={(e) => p.onChange({ label: e.currentTarget.value })}
              error={fieldError(problems, 'label')}
              readOnly={readOnly}
              maxLength={300}
            />
            <TextInput
              label={t('form.field.help')}
              description={t('form.field.help_help')}
              value={field.help}
              onChange={(e) => p.onChange({ help: e.currentTarget.value })}
              error={fieldError(problems, 'help')}
              readOnly={readOnly}
              maxLength={300}
            />
            <Switch
              label={t('form.field.required')}
              description={t('form.field.required_help')}
              checked={field.required}
              onChange={(e) => p.onChange({ required: e.currentTarget.checked })}
              error={fieldError(problems, 'required')}
              disabled={readOnly}
            />
          </>
        )}
        <Switch
          label={t('form.field.hidden')}
          description={t(target?.hidden ? 'form.field.hidden_only' : 'form.field.hidden_help')}
          checked={field.hidden}
          onChange={(e) => {
            const hidden = e.currentTarget.checked
            p.onChange(hidden ? { hidden, required: false } : { hidden, value: '' })
          }}
          error={fieldError(problems, 'hidden')}
          disabled={readOnly || target?.hidden}
        />
        {field.hidden && (
          <HiddenValue
            target={target}
            value={field.value}
            onChange={(value) => p.onChange({ value })}
            error={fieldError(problems, 'value')}
            readOnly={readOnly}
          />
        )}
        {!readOnly && (
          <Button
            variant="subtle"
            color="red"
            size="compact-md"
            leftSection={<IconTrash size={16} />}
            onClick={p.onRemove}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('form.field.remove')}
          </Button>
        )}
      </Stack>
    </section>
  )
}
