import { Anchor, Group, Select, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { fieldLook } from './read-only'

interface TemplateFieldProps {
  label: string
  /** Those of the right kind; undefined while they are being read. */
  templates: api.TemplateRow[] | undefined
  product: string
  kind: api.TemplateRow['template']['kind']
  value: string
  onChange: (template: string) => void
  readOnly: boolean
  error?: string | undefined
  /** May be left empty. */
  optional?: boolean
}

/** Picks a template; its first words are shown below, with ways to edit it or make one. */
export function TemplateField(p: TemplateFieldProps) {
  const { t } = useTranslation()
  const chosen = p.templates?.find((row) => row.template.id === p.value)?.template
  const preview = chosen && (chosen.content.subject || chosen.content.body)
  return (
    <div>
      <Select
        label={p.label}
        placeholder={p.templates ? t('builder.field.template_none') : t('common.loading')}
        data={(p.templates ?? []).map((row) => ({
          value: row.template.id,
          label: row.template.name,
        }))}
        value={p.value || null}
        onChange={(template) => p.onChange(template ?? '')}
        searchable
        clearable={p.optional && !p.readOnly}
        clearButtonProps={{ 'aria-label': t('builder.field.template_clear') }}
        allowDeselect={false}
        nothingFoundMessage={t('builder.field.template_nothing')}
        {...fieldLook(p.readOnly)}
        error={p.error}
      />
      {preview && (
        <Text size="xs" c="dimmed" mt={4} className="clip" title={preview}>
          {preview}
        </Text>
      )}
      <Group gap="sm" mt={4}>
        {chosen && (
          <Anchor component={Link} to={paths.template(p.product, chosen.id)} size="xs">
            {p.readOnly ? t('builder.field.template_open') : t('builder.field.template_edit')}
          </Anchor>
        )}
        {!p.readOnly && !p.optional && (
          <Anchor
            component={Link}
            to={paths.template(p.product, 'new')}
            search={{ kind: p.kind } as never}
            size="xs"
          >
            {t('builder.field.template_new')}
          </Anchor>
        )}
      </Group>
    </div>
  )
}
