import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { DragBoard } from './drag'
import classes from './editor.module.css'
import { useDraft } from './editor-context'
import { ListSection } from './list-section'
import { noOffer } from './offer-back'
import { allRows, mostConditions } from './state/places'
import { useEdits } from './use-edits'

/** The two lists of a filter, between which conditions can be dragged. */
export function Conditions() {
  const { t } = useTranslation()
  const { form, words } = useDraft()
  const edits = useEdits()
  useEffect(() => noOffer, [])
  const rows = allRows(form)
  const nameOf = (key: string) => {
    const number = rows.findIndex((r) => r.key === key) + 1
    return words.get(key) ?? t('filters.condition', { number })
  }
  return (
    <DragBoard form={form} nameOf={nameOf} onMove={edits.move}>
      <ListSection list="required" branch={form.required} before={0} />
      <ListSection list="optional" branch={form.optional} before={form.required.groups.length} />
      {rows.length >= mostConditions * 0.8 && (
        <div className={classes.limit}>
          {t('filters.limit.count', { count: rows.length, most: mostConditions })}
        </div>
      )}
    </DragBoard>
  )
}
