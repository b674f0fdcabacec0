import { Button, SegmentedControl } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { ProblemList } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import type { FormOut } from '../contract'
import classes from './builder.module.css'
import { FormNotices } from './form-notices'
import { LivePreview } from './live-preview'
import { fieldAt, sectionOf } from './sections'
import { Starts } from './starts'
import type { FormBuilder } from './use-form-builder'

interface FormMainProps {
  view: FormOut
  builder: FormBuilder
  /** Opens what holds for the whole form, where there is no room beside it. */
  onSettings?: (() => void) | undefined
  /** The form that is edited. */
  children: ReactNode
}

/** The middle: what must be known first, then the form to edit, or its page as visitors see it. */
export function FormMain({ view, builder, onSettings, children }: FormMainProps) {
  const { t } = useTranslation()
  const [mode, setMode] = useState('edit')
  const { error, problems, state, dispatch } = builder
  const lead = ({ path }: Problem) => {
    const at = fieldAt(path)
    const section = sectionOf(path)
    const key = at === undefined ? undefined : state.draft.fields[at]?.key
    if (key && key !== state.selected) builder.act.choose(key)
    else if (section) builder.openSection(section)
  }
  const unexplained = error && (error.code !== 'invalid' || error.problems.length === 0)
  return (
    <div className={classes.main}>
      <div className={classes.column}>
        <FormNotices view={view} state={state} dispatch={dispatch} />
        {unexplained && !state.newer && <ErrorBox error={error} />}
        <ProblemList problems={problems} onOpen={lead} />
        {view.row.form.id && <Starts row={view.row} />}
        <div className={classes.bar}>
          <SegmentedControl
            size="xs"
            aria-label={t('form.mode')}
            value={mode}
            onChange={(next) => {
              setMode(next)
              builder.live.show(next === 'preview')
            }}
            data={[
              { value: 'edit', label: t('form.mode_edit') },
              { value: 'preview', label: t('form.mode_preview') },
            ]}
          />
          {onSettings && (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconAdjustments size={15} />}
              onClick={onSettings}
            >
              {t('form.settings')}
            </Button>
          )}
        </div>
        {mode === 'edit' ? (
          children
        ) : (
          <LivePreview live={builder.live} language={state.draft.settings.language} />
        )}
      </div>
    </div>
  )
}
