// What a picture says of itself: the texts in its PNG file, from which the very same bytes can be made again.

const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const FRAME_BYTES = 12;

/** Keyword and text of an iTXt chunk, which is not compressed in the pictures of this service. */
function textOf(bytes) {
  const keywordEnd = bytes.indexOf(0);
  const languageEnd = bytes.indexOf(0, keywordEnd + 3);
  const start = bytes.indexOf(0, languageEnd + 1) + 1;
  const decoder = new TextDecoder();
  return [decoder.decode(bytes.subarray(0, keywordEnd)), decoder.decode(bytes.subarray(start))];
}

/** @returns a Map of keyword to text */
export function textsOf(png) {
  const view = new DataView(png);
  const texts = new Map();
  for (let at = SIGNATURE_BYTES; at + FRAME_BYTES <= png.byteLength;) {
    const length = view.getUint32(at);
    const data = new Uint8Array(png, at + 8, length);
    const type = String.fromCharCode(...new Uint8Array(png, at + 4, 4));
    if (type === 'iTXt') texts.set(...textOf(data));
    at += FRAME_BYTES + length;
  }
  return texts;
}
