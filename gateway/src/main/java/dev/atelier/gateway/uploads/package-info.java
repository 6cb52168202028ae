/**
 * Pictures that clients send, as parts of a form: what they are is told by their bytes alone, and how large they would be is
 * looked at before anybody decodes them. Start at {@link dev.atelier.gateway.uploads.UploadedPictures}.
 */
package dev.atelier.gateway.uploads;
