import { Drawer } from '@mantine/core'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import type { FormAction, FormState } from '../state/form-state'
import type { Target } from '../targets'
import classes from './builder.module.css'
import { FieldEditor } from './field-editor'
import { FormSettings } from './form-settings'
import { problemsOfField, problemsOfForm } from './problem-places'
import type { SectionName } from './sections'

export interface FormSideProps {
  state: FormState
  dispatch: Dispatch<FormAction>
  problems: Problem[]
  targets: ReadonlyMap<string, Target>
  nameOf: (id: string) => string
  readOnly: boolean
  open: ReadonlySet<SectionName>
  onOpen: (section: SectionName, open: boolean) => void
  /** There is no room beside the form: it is a drawer. */
  narrow: boolean
  shown: boolean
  onClose: () => void
}

/** The chosen field, or else what holds for the whole form. */
export function FormSide({ narrow, shown, onClose, ...p }: FormSideProps) {
  const { t } = useTranslation()
  const { state, dispatch, nameOf } = p
  const close = () => {
    dispatch({ do: 'select', key: '' })
    onClose()
  }
  if (!narrow) {
    return (
      <div className={classes.side}>
        <Panel {...p} />
      </div>
    )
  }
  return (
    <Drawer
      opened={shown}
      title={
        state.selected ? t('form.field.of', { name: nameOf(state.selected) }) : t('form.settings')
      }
      onClose={close}
      position="right"
      size={440}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: classes.drawer }}
    >
      <Panel {...p} onDone={onClose} />
    </Drawer>
  )
}

type PanelProps = Omit<FormSideProps, 'narrow' | 'shown' | 'onClose'> & { onDone?: () => void }

function Panel({ state, dispatch, problems, targets, nameOf, readOnly, ...p }: PanelProps) {
  const { fields, settings } = state.draft
  const at = fields.findIndex(({ key }) => key === state.selected)
  const field = fields[at]
  if (field) {
    return (
      <FieldEditor
        key={field.key}
        field={field}
        target={targets.get(field.source)}
        usual={nameOf(field.source)}
        problems={problemsOfField(problems, at)}
        readOnly={readOnly}
        onChange={(patch) => dispatch({ do: 'change', key: field.key, patch })}
        onRemove={() => dispatch({ do: 'remove', key: field.key })}
        onClose={() => {
          dispatch({ do: 'select', key: '' })
          p.onDone?.()
        }}
      />
    )
  }
  return (
    <FormSettings
      settings={settings}
      problems={problemsOfForm(problems)}
      readOnly={readOnly}
      onChange={(patch) => dispatch({ do: 'settings', patch })}
      open={p.open}
      onOpen={p.onOpen}
    />
  )
}
