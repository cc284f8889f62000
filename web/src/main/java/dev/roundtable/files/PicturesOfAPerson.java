package dev.roundtable.files;

import java.io.IOException;

import dev.roundtable.people.Face;
import dev.roundtable.people.Faces;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.PictureUrl;

import org.springframework.stereotype.Component;

/** The picture that somebody shows of herself, for her to take with her. */
@Component
class PicturesOfAPerson implements PersonalData {

	private final Faces faces;

	private final PictureStore store;

	PicturesOfAPerson(Faces faces, PictureStore store) {
		this.faces = faces;
		this.store = store;
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		String name = this.faces.of(person.id()).orElse(null);
		byte[] file = (name != null) ? this.store.get(PictureUrl.file(name, Face.LARGE)).orElse(null) : null;
		if (name != null && file != null) {
			archive.file("picture" + name.substring(name.indexOf('.')), file);
		}
	}

}
