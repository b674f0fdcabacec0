import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { UndoButtons } from '@/components/ui/undo-buttons'
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
          <UndoButtons
            canUndo={state.past !== null}
            canRedo={state.future !== null}
            onUndo={() => dispatch({ do: 'undo' })}
            onRedo={() => dispatch({ do: 'redo' })}
          />
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
