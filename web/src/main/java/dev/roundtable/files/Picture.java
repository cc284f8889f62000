package dev.roundtable.files;

/**
 * A picture that was taken in.
 *
 * @param name what its files are called by, see {@link dev.roundtable.site.PictureUrl#of}
 * @param width pixels of its largest size
 * @param height pixels of its largest size
 */
public record Picture(String name, int width, int height) {
}
