-- wrk -s wrk.lua URL -- FILE CONNECTIONS: sends the requests in FILE, each once, over connections that stay open, and says
-- how many were answered in how many milliseconds. wrk itself always runs for as long as it was told.
local ffi = require("ffi")
ffi.cdef([[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
]])

local monotonic = 1
local moment = ffi.new("moment")
local threads = {}
local requests = {}

-- What other threads may ask for has to be global.
sent, connections, began, ended = 0, 0, 0, 0

local function now()
  ffi.C.clock_gettime(monotonic, moment)
  return tonumber(moment.seconds) * 1000 + tonumber(moment.nanoseconds) / 1000000
end

function setup(thread)
  threads[#threads + 1] = thread
end

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for request in file:read("*a"):gmatch("(.-\r\n\r\n)") do requests[#requests + 1] = request end
  file:close()
  connections = tonumber(arguments[2])
end

-- wrk asks for one that it does not send, to see whether there are several in it.
local isLookedAt = false

-- A connection asks when it has been answered: so all have been answered but as many as there are connections.
function request()
  if not isLookedAt then
    isLookedAt = true
    return requests[1]
  end
  if sent == 0 then began = now() end
  if sent < #requests then
    sent = sent + 1
    if sent == #requests then
      ended = now()
      wrk.thread:stop()
    end
  end
  return requests[sent]
end

function done(summary)
  local thread = threads[1]
  local finished = thread:get("ended")
  local answered, milliseconds = summary.requests, summary.duration / 1000
  if finished ~= 0 then
    answered = thread:get("sent") - thread:get("connections")
    milliseconds = finished - thread:get("began")
  end
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('{"answered":%d,"milliseconds":%.3f,"wrong":%d}\n', answered, milliseconds, wrong))
end
