import { useHotkeys } from '@mantine/hooks'
import type { FilterDraft } from './use-filter-draft'

/** Ctrl+S saves, wherever the focus is; Ctrl+Z and Y travel, where no text has its own undo. */
export function useEditorKeys(dispatch: FilterDraft['dispatch'], onSave: () => void) {
  useHotkeys([['mod+S', onSave]], [])
  useHotkeys([
    ['mod+Z', () => dispatch({ type: 'undo' })],
    ['mod+shift+Z', () => dispatch({ type: 'redo' })],
    ['mod+Y', () => dispatch({ type: 'redo' })],
  ])
}
