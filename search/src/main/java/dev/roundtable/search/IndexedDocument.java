package dev.roundtable.search;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.util.BinaryData;
import jakarta.json.stream.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** How a document goes over the wire. */
final class IndexedDocument {

	private IndexedDocument() {
	}

	static BulkOperation operation(IndexChange change, byte[] source) {
		String id = change.key().toString();
		return switch (change) {
			case IndexChange.Put put -> BulkOperation.of((operation) -> operation.index((index) -> index.id(id)
				.version(put.document().version())
				.versionType(VersionType.ExternalGte)
				.document(BinaryData.of(source, "application/json"))));
			case IndexChange.Remove remove -> BulkOperation.of((operation) -> operation
				.delete((delete) -> delete.id(id).version(remove.version()).versionType(VersionType.ExternalGte)));
		};
	}

	static byte[] json(SearchDocument document) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator json = JsonpUtils.provider().createGenerator(bytes)) {
			json.writeStartObject();
			json.write("key", document.key().toString());
			json.write("type", document.key().type().name());
			json.write("thread", document.thread().toString());
			json.write("created", document.createdAt().toEpochMilli());
			json.write("audiences", document.audience());
			json.write("source_audiences", document.sourceAudience());
			writeFacts(json, document.facts());
			writeTexts(json, document);
			json.writeEnd();
		}
		return bytes.toByteArray();
	}

	private static void writeFacts(JsonGenerator json, SearchDocument.Facts facts) {
		writeIfPresent(json, "board", facts.board());
		writeIfPresent(json, "kind", facts.kind());
		writeIfPresent(json, "status", facts.status());
		writeIfPresent(json, "author", facts.author());
		writeIfPresent(json, "fixed_in", (facts.fixedIn() != null) ? Versions.sortable(facts.fixedIn()) : null);
		writeAll(json, "tag", facts.tags());
		writeAll(json, "has", facts.has());
		json.write("people", facts.people());
		json.write("joined", facts.joined());
	}

	private static void writeTexts(JsonGenerator json, SearchDocument document) {
		DocumentText.Part title = DocumentText.Part.of(document.title());
		DocumentText.Part body = DocumentText.Part.of(document.body());
		DocumentText beginning = DocumentText.of(title, body);
		writeAll(json, "floor_words", beginning.words());
		writeAll(json, "floor_pairs", beginning.pairs());
		if (document.key().equals(document.thread())) {
			DocumentText whole = DocumentText.of(title, body, document);
			writeAll(json, "title", List.of(title.words()));
			writeAll(json, "words", whole.words());
			writeAll(json, "pairs", whole.pairs());
			Set<String> builds = new LinkedHashSet<>(beginning.versions());
			document.facts().builds().forEach((build) -> builds.add(Versions.sortable(build)));
			writeAll(json, "build", builds);
		}
	}

	private static void writeAll(JsonGenerator json, String name, Collection<String> values) {
		json.writeStartArray(name);
		values.forEach(json::write);
		json.writeEnd();
	}

	private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) {
		if (value != null) {
			json.write(name, value);
		}
	}

}
