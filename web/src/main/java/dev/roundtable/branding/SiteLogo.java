package dev.roundtable.branding;

import java.sql.Types;
import java.util.Map;

import dev.roundtable.files.Picture;
import dev.roundtable.files.Pictures;
import dev.roundtable.files.Shape;
import dev.roundtable.files.Uses;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.site.Logo;
import dev.roundtable.site.PictureUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** The picture that stands for the site's name. */
@Component
class SiteLogo {

	private static final String HOLDER = "site";

	private final JdbcClient jdbc;

	private final Pictures pictures;

	private final Uses uses;

	private final Once once;

	private final Journal journal;

	SiteLogo(JdbcClient jdbc, Pictures pictures, Uses uses, Once once, Journal journal) {
		this.jdbc = jdbc;
		this.pictures = pictures;
		this.uses = uses;
		this.once = once;
		this.journal = journal;
	}

	/**
	 * @param picture null where the name is shown
	 * @param version rises with each change
	 */
	record Row(@Nullable String picture, int width, int height, long version) {

		@Nullable Logo logo() {
			String url = PictureUrl.of(this.picture, Shape.LOGO.size());
			return (url != null) ? new Logo(url, this.width, this.height) : null;
		}

	}

	Row row() {
		return this.jdbc.sql("select picture, width, height, version from site_logo where id = 1")
			.query(Row.class)
			.single();
	}

	/**
	 * @throws BadInput on {@code picture}, as {@link Pictures#take}
	 */
	void show(Viewer viewer, OnceKey key, @Nullable MultipartFile file) {
		viewer.require(Capability.ADMINISTER);
		Picture picture = this.pictures.take(viewer, file, Shape.LOGO);
		this.once.write(key.asking("logo", picture.name()), () -> {
			set(viewer, picture);
			this.uses.show(HOLDER, picture);
		});
	}

	/** Shows the name from now on; again is no matter. */
	void remove(Viewer viewer, OnceKey key) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("no logo"), () -> {
			set(viewer, null);
			this.uses.end(HOLDER);
		});
	}

	private void set(Viewer viewer, @Nullable Picture picture) {
		this.jdbc.sql("""
				update site_logo set picture = :picture, width = :width, height = :height, version = version + 1
				where id = 1""")
			.param("picture", (picture != null) ? picture.name() : null, Types.VARCHAR)
			.param("width", (picture != null) ? picture.width() : 0)
			.param("height", (picture != null) ? picture.height() : 0)
			.update();
		this.journal.record(viewer.id().value(), (picture != null) ? "logo changed" : "logo removed",
				Subject.of("account", viewer.id().value()), Audience.TEAM, Map.of());
	}

}
