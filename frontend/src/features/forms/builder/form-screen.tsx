import { Button } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LeaveGuard } from '@/components/ui/leave-guard'
import { SortableBoard } from '@/components/ui/sortable-board'
import type { Landing } from '@/components/ui/sortable-drag'
import { useIsAdmin } from '@/lib/workspace/workspace'
import type { FormOut } from '../contract'
import classes from './builder.module.css'
import { FormHeader } from './form-header'
import { FormMain } from './form-main'
import { FormSide } from './form-side'
import { Palette } from './palette'
import { targetOf } from './palette-search'
import { Sheet } from './sheet'
import sheetClasses from './sheet.module.css'
import { useFormBuilder } from './use-form-builder'
import { useFormKeys } from './use-form-keys'

/** As wide, in pixels, that three and two columns fit. */
const roomy = 980
const tight = 660

/** The builder: what can be asked, the form as it will look, and what happens with what is sent in. */
export function FormScreen({ view }: { view: FormOut }) {
  const { t } = useTranslation()
  const readOnly = !useIsAdmin()
  const b = useFormBuilder(view, readOnly)
  const { state, dispatch, act, nameOf } = b
  const { fields } = state.draft
  const [landing, setLanding] = useState<Landing>()
  const [shown, setShown] = useState<'' | 'palette' | 'side'>('')
  const { ref, width } = useElementSize()
  // Who may only read needs no place for what could be added.
  const wide = !readOnly && (width === 0 || width >= roomy)
  const room = wide ? 'wide' : width === 0 || width >= tight ? 'middle' : 'narrow'
  useFormKeys({ state, dispatch, readOnly, save: () => void (b.dirty && b.save()) })
  useEffect(() => {
    if (b.asked > 0) setShown('side')
  }, [b.asked])
  const ids = fields.map(({ key }) => key)
  const palette = (onClose?: () => void) => (
    <Palette
      targets={b.targets}
      asked={b.sources}
      onAdd={(source) => {
        b.focus.current = b.add(source, fields.length)
      }}
      {...(onClose && { onClose })}
    />
  )
  return (
    <FormHeader view={view} builder={b} readOnly={readOnly}>
      <LeaveGuard dirty={b.lost} onSave={b.save} />
      <div className={classes.builder} ref={ref} data-room={room}>
        <SortableBoard
          ids={ids}
          nameOf={nameOf}
          onMove={act.move}
          onInsert={(id, at) => {
            const source = targetOf(id)
            if (source) b.add(source, at)
          }}
          onPreview={setLanding}
          overlay={(id) => <div className={sheetClasses.overlay}>{nameOf(id)}</div>}
        >
          {room === 'wide' && <div className={classes.palette}>{palette()}</div>}
          <FormMain
            view={view}
            builder={b}
            onSettings={room === 'narrow' ? () => b.openSection('texts') : undefined}
          >
            {room !== 'wide' && !readOnly && (
              <Button
                variant="default"
                leftSection={<IconPlus size={16} />}
                onClick={() => setShown(shown === 'palette' ? '' : 'palette')}
                aria-expanded={shown === 'palette'}
                style={{ alignSelf: 'center' }}
              >
                {t('form.palette')}
              </Button>
            )}
            <Sheet
              draft={state.draft}
              targets={b.byTarget}
              chosen={state.selected}
              wrong={b.wrong}
              readOnly={readOnly}
              act={act}
              nameOf={nameOf}
              place={landing && targetOf(landing.id) ? landing.to : null}
              focus={b.focus}
              onSection={b.openSection}
            />
          </FormMain>
          {room !== 'wide' && shown === 'palette' && (
            <div className={classes.sheet}>{palette(() => setShown(''))}</div>
          )}
          <FormSide
            {...{ state, dispatch, nameOf, readOnly }}
            problems={b.problems}
            targets={b.byTarget}
            open={b.open}
            onOpen={b.onOpen}
            narrow={room === 'narrow'}
            shown={shown === 'side'}
            onClose={() => setShown('')}
          />
        </SortableBoard>
      </div>
    </FormHeader>
  )
}
