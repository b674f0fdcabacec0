import { Tooltip } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { FieldInput } from '@/components/ui/field-input'
import { FieldValueView } from '@/components/ui/field-value'
import { say } from '@/lib/i18n/say'
import { partOf, savesAtOnce } from '../state/parts'
import classes from './fields.module.css'
import { InPlace } from './in-place'
import { useEditPart } from './use-edit-part'

interface FieldRowProps {
  field: crm.Field
  view: api.CardView
}

/** A field of the card: its name, its value edited in place, what is wrong with it. */
export function FieldRow({ field, view }: FieldRowProps) {
  const { t } = useTranslation()
  const editor = useEditPart(view, field.id, field.name)
  const value = partOf(view.card, field.id)
  const required = view.required.includes(field.id)
  const problem = editor.error && !editor.conflict && (editor.error.problems[0] ?? editor.error)
  return (
    <div className={classes.row}>
      <div className={classes.label}>
        <span className="clip" title={field.name}>
          {field.name}
        </span>
        {required && (
          <span className={classes.required} title={t('card.required')}>
            *<span className={classes.hidden}>{t('card.required')}</span>
          </span>
        )}
        {field.help && (
          <Tooltip
            label={field.help}
            multiline
            maw={280}
            events={{ hover: true, focus: true, touch: true }}
          >
            <button type="button" className={classes.help} aria-label={field.help}>
              <IconHelpCircle size={14} aria-hidden />
            </button>
          </Tooltip>
        )}
      </div>
      <InPlace
        label={field.name}
        value={value}
        editor={editor}
        lines={field.type === 'longtext'}
        atOnce={savesAtOnce(field.type)}
        input={(draft, change) => (
          <FieldInput
            bare
            autoFocus
            field={field}
            value={draft}
            onChange={change}
            error={problem && say(problem)}
          />
        )}
        show={(v) =>
          v === null ? (
            <span className={required ? classes.missing : classes.empty}>
              {required ? t('card.required_now') : t('ui.not_set')}
            </span>
          ) : (
            <FieldValueView field={field} value={v} />
          )
        }
      />
    </div>
  )
}
