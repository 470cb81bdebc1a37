import { createRequire } from 'node:module';

/** A picture of the screen and how long it stays, in milliseconds. */
export interface Frame {
  readonly png: Buffer;
  milliseconds: number;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

type Palette = number[][];

/** The part of `gifenc` that is used here; it brings no types. */
interface GifEncoder {
  GIFEncoder(): {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: {
        palette?: Palette;
        delay: number;
        transparent: boolean;
        transparentIndex: number;
        dispose: number;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
  quantize(rgba: Uint8Array, colors: number): Palette;
  applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}

const COLORS = 127;
const UNCHANGED = COLORS;
/** Leave the picture as it is; the next frame is drawn over it. */
const KEEP = 1;

/**
 * An animated GIF of pictures of one size. All share the colours of the last one, and of each only what changed is stored, so a minute
 * of typing fits in a few hundred kilobytes.
 */
export function animate(frames: readonly Frame[]): Uint8Array {
  const { GIFEncoder, quantize, applyPalette } = load<GifEncoder>('gifenc');
  const last = frames.at(-1);
  if (last === undefined) throw new Error('an animation needs a frame');
  const palette = quantize(pixelsOf(last.png).data, COLORS);
  const encoder = GIFEncoder();
  let shown: Uint8Array | undefined;
  for (const frame of frames) {
    const { data, width, height } = pixelsOf(frame.png);
    const index = applyPalette(data, palette);
    encoder.writeFrame(shown === undefined ? index : changes(shown, index), width, height, {
      // a palette on the first frame is the whole animation's
      ...(shown === undefined ? { palette: [...palette, [0, 0, 0]] } : {}),
      delay: frame.milliseconds,
      transparent: shown !== undefined,
      transparentIndex: UNCHANGED,
      dispose: KEEP,
    });
    shown = index;
  }
  encoder.finish();
  return encoder.bytes();
}

function changes(shown: Uint8Array, next: Uint8Array): Uint8Array {
  return next.map((color, at) => (color === shown[at] ? UNCHANGED : color));
}

function pixelsOf(png: Buffer): Pixels {
  return load<{ PNG: { sync: { read(bytes: Buffer): Pixels } } }>('pngjs').PNG.sync.read(png);
}

/** Loads one of the kit's packages when it is needed: they are not there before `ensureKit()`. */
function load<T>(name: string): T {
  return createRequire(import.meta.url)(name);
}
