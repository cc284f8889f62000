package dev.roundtable.search;

import java.io.ByteArrayOutputStream;
import java.util.List;

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
			writeIfPresent(json, "board", document.board());
			writeIfPresent(json, "kind", document.kind());
			writeIfPresent(json, "status", document.status());
			json.write("created", document.createdAt().toEpochMilli());
			json.write("audiences", document.audience());
			json.write("source_audiences", document.sourceAudience());
			writeAll(json, "title", searchable(document.title()));
			writeAll(json, "body", searchable(document.body()));
			writeAll(json, "tags", document.tags().stream().flatMap((tag) -> searchable(tag).stream()).toList());
			json.writeEnd();
		}
		return bytes.toByteArray();
	}

	/**
	 * Two values, which the engine keeps apart: the text as a sequence, so that phrases
	 * work, and whatever else it can be found by.
	 */
	private static List<String> searchable(String text) {
		StringBuilder sequence = new StringBuilder();
		StringBuilder extras = new StringBuilder();
		for (Token token : TextAnalysis.tokens(text)) {
			StringBuilder target = token.kind().inSequence() ? sequence : extras;
			target.append(token.term()).append(' ');
		}
		return extras.isEmpty() ? List.of(sequence.toString()) : List.of(sequence.toString(), extras.toString());
	}

	private static void writeAll(JsonGenerator json, String name, List<String> values) {
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
