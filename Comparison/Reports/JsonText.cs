using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dynamics.Comparison.Reports;

/// <summary>JSON as our files have it: one object, two spaces, LF, a final newline, letters of any alphabet as they are.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public static void WriteFiles(Utf8JsonWriter json, IEnumerable<(string Path, string? Sha256)> files)
    {
        json.WriteStartArray("files");
        foreach ((string path, string? sha256) in files)
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            if (sha256 is not null)
            {
                json.WriteString("sha256", sha256);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
