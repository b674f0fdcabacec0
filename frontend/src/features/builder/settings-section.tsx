import { IconChevronRight } from '@tabler/icons-react'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './builder.module.css'
import { SettingsPanel } from './settings-panel'
import type { BuilderAction, BuilderState } from './state/builder-state'
import type { DraftCheck } from './use-check'

interface SettingsSectionProps {
  state: BuilderState
  dispatch: Dispatch<BuilderAction>
  check: DraftCheck
  readOnly: boolean
}

/** The settings below the steps, closed until they are wanted. */
export function SettingsSection({ state, dispatch, check, readOnly }: SettingsSectionProps) {
  const { t } = useTranslation()
  const wrong = check.settings.length
  return (
    <details className={classes.settings}>
      <summary>
        <IconChevronRight size={16} aria-hidden />
        {t('builder.settings.title')}
        {wrong > 0 && (
          <span className={classes.wrong}>{t('builder.settings.problems', { count: wrong })}</span>
        )}
      </summary>
      <SettingsPanel
        settings={state.draft.settings}
        product={state.product}
        problems={check.settings}
        readOnly={readOnly}
        onChange={(patch) => dispatch({ do: 'settings', patch })}
      />
    </details>
  )
}
