import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { useEditor } from './editor-context'
import { offerBack } from './offer-back'
import { keepClip, lastClip } from './state/clip'
import { asksSomething, countOf, fits, partOf } from './state/parts'
import { allRows, branches, height, holderOf, mostDepth, neighbour } from './state/places'

/** A place that a condition or a group can be moved into. */
export interface Target {
  key: string
  label: string
}

/** What people do to a row or a group, each said to screen readers and with the focus after it. */
export function useEdits() {
  const { t } = useTranslation()
  const { product, getForm, dispatch, focusNext } = useEditor()

  const nameOf = (key: string): string => {
    const place = branches(getForm()).find((p) => p.branch.key === key)
    if (!place) return ''
    return place.number
      ? t('filters.group', { number: place.number })
      : t(`filters.list.${key as 'required' | 'optional'}`)
  }

  const remove = (key: string) => {
    const form = getForm()
    const here = holderOf(form, key)
    const left = here?.branch.rows.filter((r) => r.key !== key) ?? []
    const next = left[Math.min(here?.at ?? 0, left.length - 1)]
    const alone = left.length === 0 && here?.branch.groups.length === 0 ? here.parent : here?.branch
    focusNext(next ? `[data-grip="${next.key}"]` : `[data-add="${alone?.key ?? 'required'}"]`)
    dispatch({ type: 'remove', key })
    announce(t('filters.removed'))
    const gone = here && partOf(here.branch, key)
    if (!gone || !asksSomething(gone)) return
    offerBack(t('filters.removed_count', { count: countOf(gone) }), () =>
      dispatch({ type: 'put', to: here.branch.key, at: here.at, ...gone }),
    )
  }

  /** Keeps a condition or a group for this filter or another one. */
  const copy = (key: string) => {
    const here = holderOf(getForm(), key)
    const part = here && partOf(here.branch, key)
    if (!part) return
    keepClip({ product, ...part })
    announce(t('filters.copied', { count: countOf(part) }))
  }

  /** Puts what was copied behind a row or at the end of a branch. */
  const paste = (to: string, behind?: string) => {
    const clip = lastClip()
    const form = getForm()
    const place = branches(form).find((p) => p.branch.key === to)
    if (!clip || !place || !fits(form, place.depth, clip, product)) return
    const at = behind ? place.branch.rows.findIndex((r) => r.key === behind) + 1 : undefined
    const { rows, groups } = clip
    dispatch({ type: 'put', to, ...(at && rows.length > 0 ? { at } : {}), rows, groups })
    announce(t('filters.pasted', { count: countOf(clip) }))
  }

  const move = (key: string, to: string, at: number) => {
    focusNext(`[data-grip="${key}"]`)
    dispatch({ type: 'move', key, to, at })
    announce(t('filters.moved', { place: nameOf(to) }))
  }

  /** Moves a row up or down by one place, also into and out of groups. */
  const step = (key: string, by: 1 | -1) => {
    const to = neighbour(getForm(), key, by)
    if (to) move(key, to.to, to.at)
  }

  /** Where a row or a group may go besides where it is. */
  const targets = (key: string): Target[] => {
    const form = getForm()
    const here = holderOf(form, key)
    const all = branches(form)
    const group = all.find((p) => p.branch.key === key)
    const room = group ? height(group.branch) : 0
    const inside = new Set(group ? all.filter((p) => isIn(p.number, group.number)) : [])
    return all
      .filter((p) => p.branch !== here?.branch && !inside.has(p))
      .filter((p) => p.depth + room <= mostDepth)
      .map((p) => ({ key: p.branch.key, label: nameOf(p.branch.key) }))
  }

  const into = (key: string, to: string) => {
    const form = getForm()
    const target = branches(form).find((p) => p.branch.key === to)?.branch
    const row = allRows(form).some((r) => r.key === key)
    if (target) move(key, to, row ? target.rows.length : target.groups.length)
  }

  return { remove, move, step, targets, into, nameOf, copy, paste }
}

function isIn(number: string, outer: string): boolean {
  return number === outer || number.startsWith(`${outer}.`)
}
