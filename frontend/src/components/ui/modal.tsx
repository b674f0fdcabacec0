import { Modal as Kit, type ModalProps } from '@mantine/core'
import { useFocusBack } from './use-focus-back'

/** A dialog in the middle of the screen; what had the focus before it opened has it again after. */
export function Modal(props: ModalProps) {
  useFocusBack(props.opened)
  return <Kit {...props} />
}
