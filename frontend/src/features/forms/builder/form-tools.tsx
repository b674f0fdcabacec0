import { Button, Text } from '@mantine/core'
import { IconChartBar, IconInbox } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { UndoButtons } from '@/components/ui/undo-buttons'
import { paths } from '@/lib/routing/paths'
import classes from './builder.module.css'
import type { FormHeaderProps } from './form-header'

/** The bar over the form: its other views, then undo and redo. */
export function FormTools({ view, builder, readOnly }: FormHeaderProps) {
  const { t } = useTranslation()
  const { state, dispatch } = builder
  const { id, product } = view.row.form
  const { waiting } = view.row
  return (
    <>
      {id && (
        <nav className={classes.views} aria-label={t('form.views')}>
          <Button
            component={Link}
            to={paths.formAnswers(product, id)}
            variant="subtle"
            size="compact-md"
            leftSection={<IconInbox size={16} aria-hidden />}
          >
            {waiting > 0
              ? t('form.answers.waiting_link', { count: waiting })
              : t('form.answers.link')}
          </Button>
          <Button
            component={Link}
            to={paths.formReport(product, id)}
            variant="subtle"
            size="compact-md"
            leftSection={<IconChartBar size={16} aria-hidden />}
          >
            {t('form.numbers.link')}
          </Button>
        </nav>
      )}
      {!readOnly && (
        <div className={classes.tools}>
          {builder.dirty && id && (
            <Text size="sm" className={classes.unsaved}>
              {t('form.unsaved')}
            </Text>
          )}
          <UndoButtons
            canUndo={state.past !== null}
            canRedo={state.future !== null}
            onUndo={() => dispatch({ do: 'undo' })}
            onRedo={() => dispatch({ do: 'redo' })}
          />
        </div>
      )}
    </>
  )
}
