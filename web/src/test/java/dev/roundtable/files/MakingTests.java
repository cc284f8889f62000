package dev.roundtable.files;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.roundtable.files.Making.Made;
import dev.roundtable.http.BadInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** From what was sent to what is kept. */
class MakingTests {

	private static BufferedImage largest(Made made) throws IOException {
		return Photos.read(made.files().values().stream().toList().getLast());
	}

	private static void refused(byte[] file, String code) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Making.make(file, Shape.FACE))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("error.picture." + code));
	}

	private static boolean isRed(int rgb) {
		Color color = new Color(rgb);
		return color.getRed() > 150 && color.getBlue() < 100;
	}

	private static boolean isBlue(int rgb) {
		Color color = new Color(rgb);
		return color.getBlue() > 150 && color.getRed() < 100;
	}

	@Test
	void each_kind_of_picture_becomes_a_square_in_two_sizes() throws IOException {
		for (byte[] file : List.of(Photos.jpeg(300, 200), Photos.png(300, 200), Photos.gif(300, 200),
				Photos.webp(Photos.WEBP), Photos.webp(Photos.LOSSLESS_WEBP), Photos.jpeg(5000, 3000))) {
			Made made = Making.make(file, Shape.FACE);
			assertThat(made.picture().name()).matches("[0-9a-f]{32}\\.jpg");
			List<BufferedImage> sizes = new java.util.ArrayList<>();
			for (byte[] one : made.files().values()) {
				sizes.add(Photos.read(one));
			}
			assertThat(sizes).extracting(BufferedImage::getWidth).containsExactly(96, 256);
			assertThat(sizes).extracting(BufferedImage::getHeight).containsExactly(96, 256);
			assertThat(isRed(sizes.getLast().getRGB(20, 128))).isTrue();
			assertThat(isBlue(sizes.getLast().getRGB(236, 128))).isTrue();
		}
	}

	@Test
	void where_a_photo_was_taken_is_not_kept_and_how_the_phone_was_held_is() throws IOException {
		byte[] photo = Photos.withExif(Photos.jpeg(400, 200), 6);
		assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("canary street");
		Made made = Making.make(photo, Shape.FACE);
		for (byte[] file : made.files().values()) {
			assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("canary").doesNotContain("Exif");
		}
		// Turned to the right: what was on its left is on top.
		assertThat(isRed(largest(made).getRGB(128, 20))).isTrue();
		assertThat(isBlue(largest(made).getRGB(128, 236))).isTrue();
	}

	@Test
	void what_one_sees_through_stays_so() throws IOException {
		Made made = Making.make(Photos.glass(200, 200), Shape.FACE);
		assertThat(made.picture().name()).endsWith(".png");
		assertThat(largest(made).getRGB(128, 128) >>> 24).isZero();
	}

	@Test
	void a_sign_and_a_logo_are_shown_whole_and_no_larger_than_they_are() {
		assertThat(Making.make(Photos.png(400, 200), Shape.SIGN).picture()).extracting(Picture::width, Picture::height)
			.containsExactly(128, 64);
		assertThat(Making.make(Photos.png(4000, 200), Shape.LOGO).picture()).extracting(Picture::width, Picture::height)
			.containsExactly(576, 29);
		assertThat(Making.make(Photos.png(40, 20), Shape.LOGO).picture()).extracting(Picture::width, Picture::height)
			.containsExactly(40, 20);
	}

	@Test
	void one_picture_has_one_name_and_another_one_another() {
		String name = Making.make(Photos.png(300, 200), Shape.FACE).picture().name();
		assertThat(Making.make(Photos.png(300, 200), Shape.FACE).picture().name()).isEqualTo(name);
		assertThat(Making.make(Photos.png(Color.GREEN), Shape.FACE).picture().name()).isNotEqualTo(name);
	}

	@Test
	void a_picture_that_says_it_is_huge_is_refused_before_it_is_decoded() {
		refused(Photos.bomb(50_000, 50_000), "pixels");
		refused(Photos.bomb(30_000, 1), "pixels");
		refused(Photos.bomb(6000, 6000), "pixels");
	}

	@Test
	void what_is_no_picture_is_refused_whatever_it_is_called() {
		refused("Just a text".getBytes(StandardCharsets.UTF_8), "type");
		refused(new byte[0], "type");
		refused("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
			.getBytes(StandardCharsets.UTF_8), "type");
		refused("%PDF-1.7".getBytes(StandardCharsets.UTF_8), "type");
		refused("BM and a bitmap".getBytes(StandardCharsets.UTF_8), "type");
	}

	@Test
	void what_only_begins_like_a_picture_is_refused() {
		Stream.of(Photos.jpeg(300, 200), Photos.png(300, 200), Photos.gif(300, 200), Photos.webp(Photos.WEBP))
			.forEach((whole) -> {
				refused(Arrays.copyOf(whole, whole.length / 2), "broken");
				refused(Arrays.copyOf(whole, 20), "broken");
			});
	}

	@Test
	void a_page_hidden_in_a_picture_is_gone() {
		byte[] picture = Photos.png(64, 64);
		byte[] script = "<script>canary()</script>".getBytes(StandardCharsets.UTF_8);
		byte[] both = Arrays.copyOf(picture, picture.length + script.length);
		System.arraycopy(script, 0, both, picture.length, script.length);
		Making.make(both, Shape.FACE)
			.files()
			.values()
			.forEach((file) -> assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("canary"));
	}

	/** Each goes over millions of pixels, and is ten bytes long. */
	@Test
	void a_jpeg_of_a_thousand_scans_is_refused() {
		refused(Photos.manyScans(Photos.jpeg(64, 64), 1000), "broken");
		refused(Photos.manyScans(Photos.jpeg(3000, 2000), 90), "pixels");
	}

	/** What it is by its own header is a hundredth of what its reader would decode. */
	@Test
	void a_webp_with_a_frame_larger_than_itself_is_refused() {
		refused(Photos.webpOfFrame(100, 4000), "pixels");
	}

	/** Each table is named with a few bits, and takes kilobytes. */
	@Test
	void a_webp_of_many_tables_is_refused_before_it_has_taken_much() throws InterruptedException {
		AtomicReference<Throwable> refusal = new AtomicReference<>();
		Thread request = Thread.ofVirtual().start(() -> {
			try {
				Making.make(Photos.webpOfTables(65_536), Shape.FACE);
			}
			catch (BadInput refused) {
				refusal.set(refused);
			}
		});
		request.join();
		assertThat(refusal.get()).isInstanceOf(BadInput.class);
		assertThat(Making.make(Photos.webpOfTables(256), Shape.FACE).files()).hasSize(2);
	}

	/** A line of 20,000 by 1,000 pixels takes as much as twenty photos otherwise. */
	@Test
	void of_a_long_and_narrow_picture_no_more_is_kept_than_of_a_square_one() {
		BufferedImage kept = Decoding.decode(Photos.png(20_000, 1000), 512);
		assertThat((long) kept.getWidth() * kept.getHeight()).isLessThanOrEqualTo(2_100_000);
	}

	@Test
	void a_line_of_pixels_becomes_a_square_and_costs_no_more_than_one() {
		for (byte[] line : List.of(Photos.png(20_000, 1), Photos.png(1, 20_000), Photos.png(1, 1))) {
			Made made = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Making.make(line, Shape.FACE));
			assertThat(made.picture()).extracting(Picture::width, Picture::height).containsExactly(256, 256);
		}
	}

}
