import { Extension } from '@tiptap/core'

/** Where text or a block stands. */
export type Align = 'left' | 'center' | 'right'

/** The nodes whose text or content can be aligned. */
export const aligned = ['paragraph', 'heading', 'button', 'image', 'tableHeader', 'tableCell']

/** The attribute `align` of everything that can be aligned. */
export const Alignment = Extension.create({
  name: 'alignment',
  addGlobalAttributes: () => [
    {
      types: aligned,
      attributes: {
        align: {
          default: 'left',
          parseHTML: (e) => {
            const said = e.getAttribute('data-align')
            return said === 'center' || said === 'right' ? said : 'left'
          },
          renderHTML: ({ align }) => (align === 'left' ? {} : { 'data-align': align }),
        },
      },
    },
  ],
})
