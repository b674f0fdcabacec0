import { ActionIcon, Button, Text, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './builder.module.css'
import type { BuilderHeaderProps } from './builder-header'
import { BuilderViews } from './builder-views'
import { unsavedSteps, whole } from './state/unsaved'

/** The bar over the steps: the other views of the automation, then undo, redo and save all. */
export function BuilderTools(p: BuilderHeaderProps) {
  const { t } = useTranslation()
  const { state, dispatch, readOnly } = p
  const count = p.dirty && !readOnly ? unsavedSteps(state).size : 0
  return (
    <>
      <BuilderViews
        product={state.product}
        sequence={state.id}
        draft={p.dirty && !readOnly ? () => whole(state).payload : undefined}
      />
      {!readOnly && (
        <div className={classes.tools}>
          {p.dirty && (
            <Text size="sm" className={classes.unsaved}>
              {count > 0 ? t('builder.unsaved', { count }) : t('builder.unsaved_settings')}
            </Text>
          )}
          <Tooltip label={t('builder.undo')}>
            <ActionIcon
              aria-label={t('builder.undo')}
              disabled={!state.past}
              onClick={() => dispatch({ do: 'undo' })}
            >
              <IconArrowBackUp size={18} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('builder.redo')}>
            <ActionIcon
              aria-label={t('builder.redo')}
              disabled={!state.future}
              onClick={() => dispatch({ do: 'redo' })}
            >
              <IconArrowForwardUp size={18} />
            </ActionIcon>
          </Tooltip>
          <Button
            variant="default"
            disabled={!p.dirty || state.newer !== null}
            loading={p.saving}
            onClick={() => void p.saveAll()}
          >
            {t('common.save_all')}
          </Button>
        </div>
      )}
    </>
  )
}
