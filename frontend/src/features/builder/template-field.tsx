import { Anchor, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { useParam } from '@/lib/routing/use-view'
import classes from './editor.module.css'
import { PreviewDrawer } from './preview-drawer'
import { fieldLook } from './read-only'

interface TemplateFieldProps {
  label: string
  /** Those of the right kind; undefined while they are being read. */
  templates: api.TemplateRow[] | undefined
  product: string
  kind: api.TemplateRow['template']['kind']
  /** Of the step in the list, 1 for the first: a template that is made for it comes back to it. */
  position: number
  value: string
  onChange: (template: string) => void
  readOnly: boolean
  error?: string | undefined
  /** May be left empty. */
  optional?: boolean
}

/** Picks a template; its first words are shown below, with ways to see, edit or make one. */
export function TemplateField(p: TemplateFieldProps) {
  const { t } = useTranslation()
  const chosen = p.templates?.find((row) => row.template.id === p.value)?.template
  return (
    <div className={classes.template}>
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
        selectFirstOptionOnChange
        nothingFoundMessage={t('builder.field.template_nothing')}
        {...fieldLook(p.readOnly)}
        error={p.error}
      />
      {chosen && (
        <div className={classes.letter}>
          <span>{chosen.content.subject || chosen.content.body}</span>
        </div>
      )}
      <TemplateLinks {...p} chosen={chosen} />
    </div>
  )
}

function TemplateLinks(
  p: TemplateFieldProps & { chosen: api.TemplateRow['template'] | undefined },
) {
  const { t } = useTranslation()
  const sequence = useParam('sequence')
  const [previewing, setPreviewing] = useState(false)
  const { chosen } = p
  return (
    <div className={classes.links}>
      {chosen && (
        <>
          <Anchor component="button" type="button" size="xs" onClick={() => setPreviewing(true)}>
            {t('builder.field.template_preview')}
          </Anchor>
          <Anchor component={Link} to={paths.template(p.product, chosen.id)} size="xs">
            {p.readOnly ? t('builder.field.template_open') : t('builder.field.template_edit')}
          </Anchor>
        </>
      )}
      {!p.readOnly && !p.optional && (
        <Anchor
          component={Link}
          to={paths.automationTemplate(p.product, sequence)}
          search={{ kind: p.kind, step: String(p.position) } as never}
          size="xs"
        >
          {t('builder.field.template_new')}
        </Anchor>
      )}
      {chosen && previewing && (
        <PreviewDrawer
          product={p.product}
          template={chosen}
          readOnly={p.readOnly}
          onClose={() => setPreviewing(false)}
        />
      )}
    </div>
  )
}
